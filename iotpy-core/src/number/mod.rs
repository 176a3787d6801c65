//! Numbers without objects: algorithms over limbs and floats that know nothing of the VM's values
//! or heap.
